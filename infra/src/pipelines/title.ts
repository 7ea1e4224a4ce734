/** Checks the title it is called with. It runs before anything is installed, so it imports no package. */
import { titleProblem } from './check-title.ts';

const problem = titleProblem(process.argv[2] ?? '');
process.stdout.write(`${problem ?? 'The title follows the convention.'}\n`);
process.exitCode = problem === undefined ? 0 : 1;
