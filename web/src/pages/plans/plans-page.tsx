export function PlansPage() {
  return <p>在建</p>;
}
