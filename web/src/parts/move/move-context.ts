import { createContext, useContext } from 'react';
import type { MatterDetail } from '../../api/types/index.ts';

/** The matter whose move is being filled in: some questions offer what it has (its clocks, its obligations, its fields). */
export const MoveContext = createContext<MatterDetail | undefined>(undefined);
export const useMoveMatter = (): MatterDetail | undefined => useContext(MoveContext);

/** Moves that have their own place on the page and are no next step. */
export const quietMoves: ReadonlySet<string> = new Set(['comment', 'note', 'attach']);
