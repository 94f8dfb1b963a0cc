namespace SyncKit.QuickBooks.Documents;

/// <summary>What the tenant's rules say of an order.</summary>
/// <param name="Post">What it becomes.</param>
/// <param name="Rule">The name or number of the rule that decided; empty when no rule did.</param>
/// <param name="SkipRule">The stable name of a skip; empty when it is posted.</param>
/// <param name="SkipMessage">The skip's sentence.</param>
internal sealed record DocumentChoice(PostedAs Post, string Rule, string SkipRule = "", string SkipMessage = "")
{
    public bool IsSkipped => Post == PostedAs.Skip;
}
