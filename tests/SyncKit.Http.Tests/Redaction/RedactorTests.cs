using CsCheck;

namespace SyncKit.Http.Tests.Redaction;

public sealed class RedactorTests
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Alphanumeric = Letters + "0123456789";

    private static readonly Gen<string> Secret = Gen.String[Gen.Char[Alphanumeric], 16, 60];

    private static readonly Gen<string> Card = Gen.Int[0, 9].Array[12, 18].Select(static digits =>
    {
        var sum = digits.Reverse().Select((d, i) => i % 2 == 0 ? d * 2 - (d > 4 ? 9 : 0) : d).Sum();
        return string.Concat(digits) + (10 - sum % 10) % 10;
    });

    private static readonly Gen<(string Text, string Secret)> Leak = Gen.OneOf(
        Secret.Select(static s => ($"Authorization: Bearer {s}", s)),
        Secret.Select(static s => ($"authorization: basic {s}==", s)),
        Secret.Select(static s => ($$"""{"access_token":"{{s}}","expires_in":3600}""", s)),
        Secret.Select(static s => ($$"""{"refresh_token" : "{{s}}"}""", s)),
        Secret.Select(static s => ($$"""{"client_secret":"{{s}}""", s)),
        Secret.Select(static s => ($"https://shop.test/wp-json?consumer_key={s}&page=2", s)),
        Secret.Select(static s => ($"grant_type=refresh_token&refresh_token={s}", s)),
        Secret.Select(static s => ($"/callback?code={s}&realmId=9130", s)),
        Secret.Select(static s => ($"oauth_signature={s}%3D", s)),
        Secret.Select(static s => ($"https://user:{s}@shop.test/", s)),
        Secret.Select(static s => ($"key ck_{s} was used", s)),
        Secret.Select(static s => ($"key cs_{s} was used", s)),
        Secret.Select(static s => ($"Token expired: AB11{s}", s)),
        Secret.Select(static s => ($"Token expired: AB01{s}\"", s)),
        Secret.Select(static s => ($"<eyJ{s}.{s}.>", s)),
        Secret.Select(static s => ($"apikey sb_secret_{s}", s)),
        Secret.Select(static s => ($"Mrs Doe <{s}@mail.test> wrote", s)),
        Secret.Select(static s => ($"email={s}%40mail.test", s)),
        Card.Select(static s => ($"paid with {s}.", s)));

    [Fact]
    public void No_secret_survives_in_any_surroundings() =>
        Gen.Select(Gen.String, Leak, Gen.String).Sample(
            (before, leak, after) => Redactor.Scrub($"{before} {leak.Text} {after}").Should().NotContain(leak.Secret),
            iter: 5000);

    [Fact]
    public void Scrubbing_twice_changes_nothing_more() =>
        Gen.Select(Gen.String, Leak, Leak).Sample(
            (before, one, two) =>
            {
                var once = Redactor.Scrub($"{before} {one.Text} {two.Text}");
                Redactor.Scrub(once).Should().Be(once);
            },
            iter: 5000);

    [Theory]
    [InlineData("4111 1111 1111 1111")]
    [InlineData("4111-1111-1111-1111")]
    public void A_card_number_is_found_in_groups_too(string card) => Redactor.Scrub($"card {card}!").Should().Be("card ***!");

    [Theory]
    [InlineData("""{"Fault":{"Error":[{"Message":"Stale Object Error","Detail":"You and root","code":"5010"}],"type":"ValidationFault"},"time":"2025-02-24T10:33:39-07:00"}""")]
    [InlineData("message=ThrottleExceeded; errorCode=003001; statusCode=429")]
    [InlineData("""{"code":"woocommerce_rest_cannot_view","message":"Sorry, you cannot list resources.","data":{"status":401}}""")]
    [InlineData("intuit_tid 1-68f0a1b2-0123456789abcdef01234567")]
    [InlineData("/v3/company/9130347855555551/invoice")]
    [InlineData("{\"total\":\"1980.00\",\"state\":\"NY\"}")]
    public void What_helps_to_find_a_fault_stays(string text) => Redactor.Scrub(text).Should().Be(text);
}
