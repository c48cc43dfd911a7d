export const COLLECTOR_KINDS = ["link", "website", "kiosk"] as const;

export type CollectorKind = (typeof COLLECTOR_KINDS)[number];

/** Another way to ask for a touchpoint: an address that whoever comes along may answer at, without a name. */
export interface Collector {
  key: string;
  /** 128 random bits: the address /c/TOKEN. */
  token: string;
  touchpoint: string;
  survey: string;
  kind: CollectorKind;
  name: string;
  /** The pages that may show it in a frame, for example "https://www.example.com"; empty for other kinds. */
  origins: string[];
  isActive: boolean;
  createdAt: Date;
  updatedAt: Date;
}
