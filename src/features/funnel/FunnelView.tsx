export function FunnelView(_: any) { return <p>stub</p>; }
