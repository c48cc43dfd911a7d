import type { Response } from "express";
import type { AskingBrand } from "../../domain/brands/brandOf.js";
import { coloursOf } from "../../domain/brands/coloursOf.js";

/** What the layout of a customer's page needs of the brand. Lets its logo, and no other picture, be loaded. */
export function presentBrand(res: Response, brand: AskingBrand) {
  const { name, logoUrl, colour } = brand;
  if (logoUrl) allowPicture(res, logoUrl);
  return {
    brand: name,
    ...(logoUrl && { brandLogo: logoUrl }),
    ...(colour && { brandStyle: styleOf(brand) }),
  };
}

/** Custom properties for the stylesheet, which has the product's own colours without them. */
function styleOf(brand: AskingBrand): string {
  const { accent, ink, textAccent, soft, dark } = coloursOf(brand);
  const colours = {
    brand: textAccent,
    "brand-fill": accent,
    "brand-ink": ink,
    "brand-soft": soft,
    "brand-dark": dark.accent,
    "brand-dark-ink": dark.ink,
    "brand-dark-soft": dark.soft,
  };
  return Object.entries(colours)
    .map(([name, value]) => `--${name}:${value}`)
    .join(";");
}

function allowPicture(res: Response, url: string): void {
  const header = "Content-Security-Policy";
  const policy = String(res.getHeader(header) ?? "");
  res.setHeader(
    header,
    policy.replace(/img-src 'self' data:/, (sources) => `${sources} ${new URL(url).origin}`),
  );
}
