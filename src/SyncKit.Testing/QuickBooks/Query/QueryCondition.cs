namespace SyncKit.Testing.QuickBooks.Query;

/// <summary>One condition: a property, an operator in upper case, and the values it is held against.</summary>
internal sealed record QueryCondition(string Property, string Operator, IReadOnlyList<string> Values);
