/** The package has no types of its own. */
declare module "vader-sentiment" {
  export const SentimentIntensityAnalyzer: {
    /** `compound` lies between -1, most negative, and 1, most positive. */
    polarity_scores(text: string): { neg: number; neu: number; pos: number; compound: number };
  };
  const all: { SentimentIntensityAnalyzer: typeof SentimentIntensityAnalyzer };
  export default all;
}
