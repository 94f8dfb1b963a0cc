using CsCheck;
using SyncKit.Fixtures;

namespace SyncKit.QuickBooks.Tests.Posting;

/// <summary>How many orders a property is tried on: 50 000 over all properties of the solver, besides 10 000 requests of garbage, and twenty times that with <c>SYNCKIT_EXTENDED=1</c>.</summary>
internal static class Runs
{
    public static void Times<T>(this Gen<T> orders, int count, Action<T> property) =>
        orders.Sample(property, iter: ExtendedRun.Times(count, count * 20), time: -1);
}
