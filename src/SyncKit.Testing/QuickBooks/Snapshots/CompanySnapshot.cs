namespace SyncKit.Testing.QuickBooks.Snapshots;

/// <summary>One company.</summary>
/// <param name="RealmId">The company's id.</param>
/// <param name="RefreshToken">The first refresh token of the latest consent.</param>
/// <param name="Books">What the company keeps.</param>
/// <param name="Answers">The remembered answers to writes, oldest first.</param>
internal sealed record CompanySnapshot(string RealmId, string RefreshToken, BooksSnapshot Books, IReadOnlyList<AnswerSnapshot> Answers);
