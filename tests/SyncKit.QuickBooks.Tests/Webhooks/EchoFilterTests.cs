using SyncKit.Ledger;
using SyncKit.QuickBooks.Tests.Hosting;
using SyncKit.QuickBooks.Webhooks;

namespace SyncKit.QuickBooks.Tests.Webhooks;

public class EchoFilterTests
{
    private static readonly LedgerDocument Written = Shop.Posted("sale", "SalesReceipt", "150", "3");

    private static QuickBooksEvent Event(QuickBooksOperation operation = QuickBooksOperation.Updated, int seconds = -1) => new()
    {
        EventId = "e", RealmId = "1", Entity = "SalesReceipt", EntityId = "150", Operation = operation, Time = Shop.Now.AddSeconds(seconds),
    };

    [Fact]
    public void The_report_of_our_own_write_is_an_echo_and_a_later_one_is_not_trap_18()
    {
        EchoFilter.IsEcho(Event(), Written).Should().BeTrue();
        EchoFilter.IsEcho(Event(QuickBooksOperation.Created, 1), Written).Should().BeTrue("the clocks differ a little");
        EchoFilter.IsEcho(Event(seconds: 60), Written).Should().BeFalse();
        EchoFilter.IsEcho(Event() with { Time = null }, Written).Should().BeFalse("without a time it may be anything");
    }

    [Fact]
    public void What_was_not_written_by_us_is_no_echo()
    {
        EchoFilter.IsEcho(Event(), (LedgerDocument?)null).Should().BeFalse();
        EchoFilter.IsEcho(Event() with { EntityId = "151" }, Written).Should().BeFalse();
        EchoFilter.IsEcho(Event() with { Entity = "Invoice" }, Written).Should().BeFalse();
    }

    [Fact]
    public void A_void_or_deletion_is_an_echo_only_of_our_own()
    {
        foreach (QuickBooksOperation operation in new[] { QuickBooksOperation.Voided, QuickBooksOperation.Deleted })
        {
            EchoFilter.IsEcho(Event(operation), Written).Should().BeFalse();
            EchoFilter.IsEcho(Event(operation), Written with { State = DocumentState.Voided }).Should().BeTrue();
            EchoFilter.IsEcho(Event(operation, 60), Written with { State = DocumentState.Voided }).Should().BeFalse();
        }

        EchoFilter.IsEcho(Event(QuickBooksOperation.Merged), Written).Should().BeFalse();
        EchoFilter.IsEcho(Event(QuickBooksOperation.Unknown), Written).Should().BeFalse();
    }

    [Fact]
    public void The_version_that_was_written_is_an_echo_whenever_it_is_read()
    {
        EchoFilter.IsEcho("3", Written).Should().BeTrue();
        EchoFilter.IsEcho("4", Written).Should().BeFalse();
        EchoFilter.IsEcho("", Written with { Version = "" }).Should().BeFalse();
    }
}
