import type { Brand } from "../../records/brand.js";
import * as brands from "../../store/brands.js";
import * as touchpoints from "../../store/touchpoints.js";
import type { Context } from "../context.js";

/** How long another process may show a brand as it was before it was changed. */
const KEPT_MS = 5_000;

/** What a message or a page needs to know of who asks. */
export type AskingBrand = Omit<Brand, "key" | "createdAt" | "updatedAt">;

/** Both collections are small and read whole, so that no mail and no page costs a read of its own. */
interface Kept {
  at: number;
  byTouchpoint: Promise<Map<string, Brand>>;
}

let kept: Kept | null = null;

/** The brand that asks at a touchpoint; the configuration's own where none was chosen, or the chosen one is gone. */
export async function brandOf(context: Context, touchpoint: string | null, now: Date): Promise<AskingBrand> {
  const age = kept ? now.getTime() - kept.at : Infinity;
  if (!kept || age > KEPT_MS || age < 0) kept = { at: now.getTime(), byTouchpoint: readAll() };
  const chosen = touchpoint ? (await kept.byTouchpoint).get(touchpoint) : undefined;
  return chosen ?? defaultBrand(context);
}

/** Reads again at the next use: a brand or a touchpoint was saved here. */
export function forgetBrands(): void {
  kept = null;
}

/** Who asks without a brand of the touchpoint. */
export function defaultBrand({ brandName, brandColour, brandLogoUrl }: Context): AskingBrand {
  return {
    name: brandName,
    ...(brandColour && { colour: brandColour }),
    ...(brandLogoUrl && { logoUrl: brandLogoUrl }),
  };
}

async function readAll(): Promise<Map<string, Brand>> {
  try {
    const [allBrands, allTouchpoints] = await Promise.all([brands.list(), touchpoints.list()]);
    const byKey = new Map(allBrands.map((brand) => [brand.key, brand]));
    return new Map(
      allTouchpoints.flatMap(({ key, brand }) => {
        const chosen = brand === undefined ? undefined : byKey.get(brand);
        return chosen ? [[key, chosen] as const] : [];
      }),
    );
  } catch (error) {
    forgetBrands();
    throw error;
  }
}
