import { useEffect, useRef, useSyncExternalStore } from 'react';

export type KeyBinding = { readonly key: string; readonly title: string; readonly run: () => void };

type Layer = { readonly id: number; readonly bindings: () => readonly KeyBinding[] };

let layers: readonly Layer[] = [];
let nextId = 1;
const listeners = new Set<() => void>();
const changed = () => {
  for (const listener of listeners) listener();
};

/** Keys for those who live here. The last page or part to bind a key has it; typing in a field never triggers one. */
export function useKeys(bindings: readonly KeyBinding[], enabled = true): void {
  const latest = useRef(bindings);
  latest.current = bindings;
  useEffect(() => {
    if (!enabled) return;
    const layer: Layer = { id: nextId++, bindings: () => latest.current };
    layers = [...layers, layer];
    changed();
    return () => {
      layers = layers.filter((one) => one !== layer);
      changed();
    };
  }, [enabled]);
}

/** What can be pressed now, for the help sheet. */
export function useActiveKeys(): readonly KeyBinding[] {
  const current = useSyncExternalStore(subscribe, () => layers);
  const byKey = new Map<string, KeyBinding>();
  for (const layer of current) for (const binding of layer.bindings()) byKey.set(binding.key, binding);
  return [...byKey.values()];
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function listenToKeys(): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
    if (event.key === 'Enter' && isControl(event.target)) return;
    const binding = findBinding(event.key);
    if (!binding) return;
    event.preventDefault();
    binding.run();
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}

function findBinding(key: string): KeyBinding | undefined {
  for (let index = layers.length - 1; index >= 0; index--) {
    const found = layers[index]?.bindings().find((binding) => binding.key === key);
    if (found) return found;
  }
  return undefined;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('[role="dialog"], .ant-select-open, .ant-picker')) return true;
  return target.matches('textarea, select, input:not([type="checkbox"]):not([type="radio"])');
}

const isControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('a, button, summary, [role="button"], [role="tab"]') !== null;
