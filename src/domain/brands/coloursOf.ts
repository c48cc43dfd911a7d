import { inkOn, mix, readableOn } from "../../lib/colour.js";
import type { AskingBrand } from "./brandOf.js";

const DEFAULT_COLOUR = "#1f5f8b";
const LIGHT_PAPER = "#faf8f5";
const DARK_PAPER = "#171512";

export interface BrandColours {
  /** The brand's own colour as a ground, and what can be read on it. */
  accent: string;
  ink: string;
  /** The brand's colour as text on light paper. */
  textAccent: string;
  /** A breath of it, behind ordinary text. */
  soft: string;
  /** On dark paper: light enough for text and as a ground, with what can be read on that. */
  dark: { accent: string; ink: string; soft: string };
}

const known = new Map<string, BrandColours>();

/** The colours that a brand is shown in; the same few colours are asked for with every mail. */
export function coloursOf({ colour = DEFAULT_COLOUR }: AskingBrand): BrandColours {
  const found = known.get(colour) ?? compute(colour);
  if (known.size > 200) known.clear();
  known.set(colour, found);
  return found;
}

function compute(colour: string): BrandColours {
  const darkAccent = readableOn(colour, DARK_PAPER);
  const textAccent = readableOn(colour, LIGHT_PAPER);
  return {
    accent: colour,
    ink: inkOn(colour),
    textAccent,
    soft: mix(LIGHT_PAPER, colour, 0.12),
    dark: { accent: darkAccent, ink: inkOn(darkAccent), soft: mix(DARK_PAPER, colour, 0.25) },
  };
}
