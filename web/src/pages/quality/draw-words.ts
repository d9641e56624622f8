export const drawKinds: Readonly<Record<string, string>> = { 'look-back': '回头看', 'call-back': '回访' };
