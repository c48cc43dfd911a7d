import qrcode from "qrcode";

/** Quiet border in modules, as ISO/IEC 18004 asks for. */
const MARGIN = 4;

/** Sharp on a sheet of paper; each doubling takes four times as long to draw, and SVG is there for walls. */
const PNG_WIDTH = 512;

/** The text as a QR code that stands any size. */
export function toQrSvg(text: string): Promise<string> {
  return qrcode.toString(text, { type: "svg", margin: MARGIN, errorCorrectionLevel: "M" });
}

/** The text as a QR code for programs that take no SVG. */
export function toQrPng(text: string): Promise<Buffer> {
  return qrcode.toBuffer(text, { margin: MARGIN, errorCorrectionLevel: "M", width: PNG_WIDTH });
}
