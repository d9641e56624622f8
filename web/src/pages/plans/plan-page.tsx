export function PlanPage() {
  return <p>在建</p>;
}
