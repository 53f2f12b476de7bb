/** A reply that is JSON already, as the contract has it: changes of the feed go out as the database wrote them. */
export class WrittenReply {
  readonly json: string
  constructor(json: string) {
    this.json = json
  }
}
