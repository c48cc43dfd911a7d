export interface FieldError {
  path: string;
  message: string;
}

interface Kind {
  status: number;
  code: string;
  isReported: boolean;
}

/** A fault that the caller can mend. It carries its HTTP status so that API and pages answer alike. */
export class ProductError extends Error {
  readonly status: number;
  readonly code: string;
  readonly isReported: boolean;
  readonly fields: FieldError[];

  constructor(kind: Kind, message: string, fields: FieldError[] = []) {
    super(message);
    this.status = kind.status;
    this.code = kind.code;
    this.isReported = kind.isReported;
    this.fields = fields;
  }
}

export class InvalidInput extends ProductError {
  constructor(message: string, fields: FieldError[] = []) {
    super({ status: 400, code: "invalid_input", isReported: false }, message, fields);
  }
}

export class NotSignedIn extends ProductError {
  constructor(message: string) {
    super({ status: 401, code: "not_signed_in", isReported: false }, message);
  }
}

export class NotAllowed extends ProductError {
  constructor(message: string) {
    super({ status: 403, code: "not_allowed", isReported: false }, message);
  }
}

export class NotFound extends ProductError {
  constructor(message: string) {
    super({ status: 404, code: "not_found", isReported: false }, message);
  }
}

export class Conflict extends ProductError {
  constructor(message: string, code = "conflict", fields: FieldError[] = []) {
    super({ status: 409, code, isReported: false }, message, fields);
  }
}

export class TooManyRequests extends ProductError {
  constructor(
    message: string,
    readonly retryAfterSeconds: number,
  ) {
    super({ status: 429, code: "too_many_requests", isReported: false }, message);
  }
}
