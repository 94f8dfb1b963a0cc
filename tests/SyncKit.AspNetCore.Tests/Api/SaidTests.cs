using SyncKit.AspNetCore.Api.Answers;

namespace SyncKit.AspNetCore.Tests.Api;

public sealed class SaidTests
{
    [Theory]
    [InlineData("The limit is 'cs_0123456789abcdef0123456789abcdef01234567'; write a whole number.", "The limit is '***'; write a whole number.")]
    [InlineData("The connection 'woocommerce/sb_secret_0123456789abcdef0123' does not exist.", "The connection 'woocommerce/***' does not exist.")]
    [InlineData("The parameter 'x' is 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.x'.", "The parameter 'x' is 'eyJhbGciOiJIUzI1NiJ9.***.x'.")]
    public void What_looks_like_a_key_is_masked(string sentence, string shorn) => Said.Shorn(sentence).Should().Be(shorn);

    [Theory]
    [InlineData("The run '0197b1f0-0000-7000-8000-000000000000' does not exist, or you may not see it.")]
    [InlineData("The field 'mode' is 'sideways'; write one of incremental, full, window, single.")]
    [InlineData("There is no connection 'woocommerce/us-store-2'.")]
    [InlineData("The flow 'orders-and-refunds-to-the-books' is not switched on for 'acme'.")]
    [InlineData("The window ends at 2026-11-30T09:00:00.0000000+00:00.")]
    public void What_people_and_SyncKit_write_stays(string sentence) => Said.Shorn(sentence).Should().Be(sentence);

    [Fact]
    public void Fields_and_findings_are_masked_as_well()
    {
        const string secret = "cs_0123456789abcdef0123456789abcdef01234567";
        ApiProblem problem = Problems.Field(secret, $"The field '{secret}' is unknown.") with { Findings = [new FindingAnswer(default, secret, secret)] };

        ApiProblem shorn = Said.Shorn(problem);

        shorn.Errors!.Single().Should().BeEquivalentTo(KeyValuePair.Create("***", new[] { "The field '***' is unknown." }));
        (shorn.Findings!.Single().Setting, shorn.Findings!.Single().Message, shorn.Detail).Should().Be(("***", "***", "The field '***' is unknown."));
    }
}
