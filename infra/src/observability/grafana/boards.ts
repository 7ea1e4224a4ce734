/** The four dashboards that document B asks for. */
import { applicationBoard } from './application.ts';
import { businessBoard } from './business.ts';
import { eksBoard } from './eks-overview.ts';
import type { Board } from './model.ts';
import { redisBoard } from './redis-performance.ts';

export const boards: readonly Board[] = [eksBoard, redisBoard, applicationBoard, businessBoard];
