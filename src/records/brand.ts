/** Who asks, as customers see it in mails and on pages. Without one the configuration's own brand asks. */
export interface Brand {
  key: string;
  name: string;
  /** An https address. Nothing depends on the picture: the name stands in its place. */
  logoUrl?: string;
  /** "#1f5f8b"; what is written on it or in it is made readable. */
  colour?: string;
  /** The address mails come from; the display name is the brand's. Absent: the configuration's sender. */
  from?: string;
  replyTo?: string;
  createdAt: Date;
  updatedAt: Date;
}
