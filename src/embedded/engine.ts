import { createCursors, type Cursors } from "./cursors.js";
import { type Catalog, loadCatalog } from "./storage/catalog.js";
import { openStorage, type Storage } from "./storage/openStorage.js";
import { createWriteQueue, type Write } from "./storage/writeQueue.js";

/** Everything that a command works on. */
export interface Engine {
  storage: Storage;
  catalog: Catalog;
  cursors: Cursors;
  /** Runs a job inside the next commit; comes back when the commit is on disk. */
  write: Write;
  /** Waits for commits under way and closes the file. */
  close: () => Promise<void>;
}

/** Opens the database file. Throws an Error whose sentence says what to do when that cannot be. */
export function openEngine(path: string, isSynced: boolean): Engine {
  const storage = openStorage(path, isSynced);
  const write = createWriteQueue(storage, () => {
    // what is in memory may tell of writes that never came about
    engine.catalog = loadCatalog(storage);
  });
  const close = async (): Promise<void> => {
    // comes after everything that waits already
    await write(() => undefined).catch(() => undefined);
    await storage.env.close();
  };
  const engine: Engine = { storage, catalog: loadCatalog(storage), cursors: createCursors(), write, close };
  return engine;
}
