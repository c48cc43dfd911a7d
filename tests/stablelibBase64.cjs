// The package is an ES module that standardwebhooks requires; Jest cannot do that on Node 20, which itself can.
exports.encode = (bytes) => Buffer.from(bytes).toString("base64");
exports.decode = (text) => Uint8Array.from(Buffer.from(text, "base64"));
