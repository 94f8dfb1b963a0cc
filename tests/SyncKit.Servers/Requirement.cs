using Xunit;

namespace SyncKit.Servers;

/// <summary>What a test needs and an ordinary clone may lack: such a test is skipped, or fails where <c>SYNCKIT_REQUIRE_ALL=1</c> insists on everything.</summary>
public static class Requirement
{
    /// <summary>Whether everything must be there.</summary>
    public static bool IsStrict { get; } = Environment.GetEnvironmentVariable("SYNCKIT_REQUIRE_ALL") == "1";

    /// <summary>Ends the test that runs: as skipped, or as failed where everything must be there.</summary>
    /// <param name="what">What is missing and how to get it.</param>
    public static void Missing(string what)
    {
        if (IsStrict)
        {
            Assert.Fail($"SYNCKIT_REQUIRE_ALL is 1 and something is missing: {what}");
        }

        Assert.Skip(what);
    }
}
