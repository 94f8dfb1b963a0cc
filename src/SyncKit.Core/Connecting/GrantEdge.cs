namespace SyncKit.Connecting;

/// <summary>An end of a grant, after which a person has to connect the account again.</summary>
/// <param name="Name">Which end, as a stable word, for example <c>hard</c>.</param>
/// <param name="EndsAt">When.</param>
/// <param name="Message">One sentence that says so, with the date.</param>
/// <param name="Remedy">One sentence that says what to do.</param>
public sealed record GrantEdge(string Name, DateTimeOffset EndsAt, string Message, string Remedy);
