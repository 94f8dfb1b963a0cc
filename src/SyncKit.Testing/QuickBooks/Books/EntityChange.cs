namespace SyncKit.Testing.QuickBooks.Books;

/// <summary>A change that webhooks tell of.</summary>
/// <param name="Sequence">The number of the change in its company.</param>
/// <param name="Entity">The entity's name.</param>
/// <param name="Id">The entity's id.</param>
/// <param name="Operation"><c>created</c>, <c>updated</c>, <c>deleted</c>, <c>merged</c> or <c>voided</c>.</param>
/// <param name="Time">When it happened.</param>
/// <param name="DeletedId">The id that a merge made disappear.</param>
internal sealed record EntityChange(string Sequence, string Entity, string Id, string Operation, DateTimeOffset Time, string? DeletedId = null);
