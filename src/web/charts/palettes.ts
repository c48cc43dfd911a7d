/** The colours of a picture by what they are for. Blue, grey and orange differ for every kind of colour blindness. */
export interface Palette {
  ink: string;
  quiet: string;
  faint: string;
  line: string;
  ground: string;
  accent: string;
  good: string;
  mid: string;
  bad: string;
  font: string;
}

/** Within a page a picture takes the page's colours, so that it turns dark and prints with it. */
export const PAGE: Palette = {
  ink: "var(--ink)",
  quiet: "var(--ink-2)",
  faint: "var(--ink-3)",
  line: "var(--line)",
  ground: "var(--card)",
  accent: "var(--accent)",
  good: "var(--good)",
  mid: "var(--mid)",
  bad: "var(--bad)",
  font: "inherit",
};

/** A file stands alone: on white, with the fonts that every system has. */
export const PAPER: Palette = {
  ink: "#1f1b16",
  quiet: "#655e53",
  faint: "#857c6f",
  line: "#e4ddd3",
  ground: "#ffffff",
  accent: "#1f5f8b",
  good: "#2f7fb3",
  mid: "#cfc6b8",
  bad: "#d4602f",
  font: "system-ui, -apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif",
};
