import { applyCommand } from './apply.ts';
import { backupCommand } from './backup.ts';
import { demo } from './demo.ts';
import { doctor } from './doctor.ts';
import { exportCommand } from './export.ts';
import { guideCommand } from './guide.ts';
import { health } from './health.ts';
import { importCommand } from './import.ts';
import { initCommand } from './init.ts';
import { move } from './move.ts';
import { officer } from './officer.ts';
import { restoreCommand } from './restore.ts';
import { retainCommand } from './retain.ts';
import { sample } from './sample.ts';
import { serveCommand } from './serve.ts';
import { verifyLogCommand } from './verify-log.ts';

/** The verbs of `motcua`. */
export const commands = {
  serve: serveCommand,
  demo,
  sample,
  init: initCommand,
  apply: applyCommand,
  export: exportCommand,
  import: importCommand,
  officer,
  guide: guideCommand,
  backup: backupCommand,
  restore: restoreCommand,
  move,
  retain: retainCommand,
  health,
  'verify-log': verifyLogCommand,
  doctor,
};
