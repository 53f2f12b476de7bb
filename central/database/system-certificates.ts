/** A PostgreSQL behind TLS often has a certificate of the organisation's own authority: the operating system trusts it, Node does not by itself. */
import { getCACertificates, setDefaultCACertificates } from 'node:tls'

/** From now on connections of this process trust what the operating system trusts, besides Node's own list. Call it before the first connection. */
export function trustSystemCertificates(): void {
  setDefaultCACertificates([...getCACertificates('default'), ...getCACertificates('system')])
}
