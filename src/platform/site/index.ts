export { type SitePorts, siteOperations } from './operations.ts';
export { createTenants, type Tenant, type TenantStore, type Tenants } from './tenants.ts';
