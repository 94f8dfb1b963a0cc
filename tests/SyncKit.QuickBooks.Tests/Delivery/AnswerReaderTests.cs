using System.Text.Json;
using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Intents;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.Delivery;
using SyncKit.QuickBooks.Tests.Hosting;

namespace SyncKit.QuickBooks.Tests.Delivery;

public class AnswerReaderTests
{
    private static WriteAnswer Read(string answer)
    {
        Intent intent = new()
        {
            RequestId = "r",
            Route = CompanyApi.BatchRoute,
            Content = default,
            Targets = [.. new[] { "d1", "d2", "d3" }.Select(id => new IntentTarget { Id = id, Document = Shop.Posted(id, "SalesReceipt") })],
            CreatedAt = Shop.Now,
        };
        return AnswerReader.Read(intent, new ApiAnswer(JsonDocument.Parse(answer).RootElement, null));
    }

    [Fact]
    public void Parts_of_an_answer_are_matched_by_name_whatever_their_order()
    {
        WriteAnswer read = Read("""
            {"BatchItemResponse":[
              {"SalesReceipt":{"Id":"33","SyncToken":"0","TotalAmt":3},"bId":"d3"},
              {"Fault":{"Error":[{"Message":"m","Detail":"d","code":"6140"}],"type":"ValidationFault"},"bId":"d1"},
              {"SalesReceipt":{"Id":"22","SyncToken":"0","TotalAmt":2},"bId":"d2"}]}
            """);
        read.Targets.Select(target => target.TargetId).Should().Equal("d1", "d2", "d3");
        read.Targets.Select(target => target.Written?.Id).Should().Equal(null, "22", "33");
        read.Targets[0].Failure!.Code.Should().Be("quickbooks.number-taken");
    }

    [Fact]
    public void What_the_answer_leaves_out_is_uncertain()
    {
        WriteAnswer read = Read("""{"BatchItemResponse":[{"SalesReceipt":{"Id":"22","SyncToken":"0","TotalAmt":2},"bId":"d2"},{"SalesReceipt":{"Id":"9","TotalAmt":2},"bId":"d9"}]}""");
        read.Targets.Select(target => target.Failure?.Kind).Should().Equal(FailureKind.Uncertain, null, FailureKind.Uncertain);
    }
}
