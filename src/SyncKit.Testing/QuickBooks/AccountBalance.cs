namespace SyncKit.Testing.QuickBooks;

/// <summary>What an account of a <see cref="SimulatedCompany"/> holds.</summary>
/// <param name="Name">The account's full name.</param>
/// <param name="Type">Its type, for example <c>Income</c>.</param>
/// <param name="Amount">The balance in the home currency: positive when assets or expenses are debited, or anything else is credited.</param>
public sealed record AccountBalance(string Name, string Type, decimal Amount);
