import { defaultBrand, type AskingBrand } from "../../domain/brands/brandOf.js";
import { coloursOf } from "../../domain/brands/coloursOf.js";
import type { Context } from "../../domain/context.js";
import { contrast } from "../../lib/colour.js";
import type { Brand } from "../../records/brand.js";
import type { Touchpoint } from "../../records/touchpoint.js";
import { brandAsCode } from "./asCode.js";
import type { PresentedForm } from "./form.js";
import { faultsInWords } from "./touchpointPages.js";

/** Every brand with where it asks; the configuration's own asks everywhere else. */
export function presentBrands(context: Context, brands: Brand[], touchpoints: Touchpoint[]) {
  const known = new Set(brands.map(({ key }) => key));
  const at = (key: string | null) =>
    touchpoints
      .filter(({ brand }) => (key === null ? !brand || !known.has(brand) : brand === key))
      .map(({ key: touchpoint, name }) => ({ key: touchpoint, name }));
  return {
    title: "Brands",
    brands: brands.map((brand) => ({ ...presentLook(brand), key: brand.key, touchpoints: at(brand.key) })),
    main: { ...presentLook(defaultBrand(context)), touchpoints: at(null) },
  };
}

/** The form of a brand; `stored` is null while it is new. */
export function presentBrandForm(context: Context, form: PresentedForm, stored: Brand | null) {
  const shown = stored ?? defaultBrand(context);
  return {
    title: stored?.name ?? "New brand",
    action: stored ? `/brands/${stored.key}` : "/brands",
    isNew: !stored,
    key: stored?.key,
    form,
    faults: faultsInWords(form),
    look: stored && { ...presentLook(shown), contrast: contrastInWords(shown) },
    code: stored && brandAsCode(stored),
  };
}

function presentLook(brand: AskingBrand) {
  const { accent, ink, dark } = coloursOf(brand);
  const { name, logoUrl, from, replyTo } = brand;
  return { name, logoUrl, from, replyTo, accent, ink, dark, scores: [1, 2, 3, 4, 5] };
}

function contrastInWords(brand: AskingBrand): string {
  const { accent, ink } = coloursOf(brand);
  const inkName = ink === "#ffffff" ? "white" : "black";
  return `Text on this colour is ${inkName}: contrast ${contrast(ink, accent).toFixed(1)}, 4.5 or more is well readable.`;
}
