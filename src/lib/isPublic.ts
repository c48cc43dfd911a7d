/** Whether others can reach the address: a name with a dot, and no address of this machine. */
export function isPublic(baseUrl: string): boolean {
  const { hostname } = new URL(baseUrl);
  return hostname.includes(".") && !/^127\.|^0\.|\.localhost$/.test(hostname);
}
