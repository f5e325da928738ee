export { SERVICE_ERROR_CODES, ServiceError } from './service-error.ts';
export { createServiceSigner, type ServiceSignerOptions } from './service-signer.ts';
export { createLocalService, type SigningService } from './signing-service.ts';
