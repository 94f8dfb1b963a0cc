using System.Text;
using CsCheck;

namespace SyncKit.Notifications.Tests;

public sealed class NotificationSignatureTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1614265330);
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"test": 2432232314}""");

    [Fact]
    public void The_example_of_the_standard_verifies()
    {
        Verify("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=").Should().BeTrue();
        NotificationSignature.Sign([Secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", Now, Body).Should().Be("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("v1,")]
    [InlineData("v1,not base64!")]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OA=")]
    public void What_is_no_signature_does_not_verify(string? signatures)
    {
        Verify(signatures).Should().BeFalse();
    }

    [Theory]
    [InlineData("1614265330", 300, true)]
    [InlineData("1614265330", -300, true)]
    [InlineData("1614265330", 301, false)]
    [InlineData("1614265330", -301, false)]
    [InlineData("99999999999999", 0, false)]
    [InlineData("-1614265330", 0, false)]
    [InlineData("1614265330.0", 0, false)]
    [InlineData(" 1614265330", 0, false)]
    [InlineData(null, 0, false)]
    public void Only_what_was_sent_lately_verifies(string? timestamp, int late, bool verifies)
    {
        string signatures = NotificationSignature.Sign([Secret], "id", Now, Body);

        NotificationSignature.Verify(Secret, "id", timestamp, signatures, Body, Now.AddSeconds(late)).Should().Be(verifies);
    }

    [Fact]
    public void Both_secrets_verify_while_receivers_change_over()
    {
        string old = Convert.ToBase64String(Enumerable.Repeat((byte)1, 32).ToArray());
        string signatures = NotificationSignature.Sign([Secret, old], "id", Now, Body);

        signatures.Split(' ').Should().HaveCount(2);
        NotificationSignature.Verify(Secret, "id", "1614265330", signatures, Body, Now).Should().BeTrue();
        NotificationSignature.Verify(old, "id", "1614265330", signatures, Body, Now).Should().BeTrue();
        NotificationSignature.Verify(Convert.ToBase64String(new byte[32]), "id", "1614265330", signatures, Body, Now).Should().BeFalse();
    }

    [Fact]
    public void Whatever_is_changed_on_the_way_does_not_verify()
    {
        Gen.Select(Gen.Byte.Array[1, 200], Gen.Int[0, 1_000_000], Gen.Int[0, 7]).Sample(
            (body, at, bit) =>
            {
                string signatures = NotificationSignature.Sign([Secret], "id", Now, body);
                NotificationSignature.Verify(Secret, "id", "1614265330", signatures, body, Now).Should().BeTrue();
                NotificationSignature.Verify(Secret, "Id", "1614265330", signatures, body, Now).Should().BeFalse();
                NotificationSignature.Verify(Secret, "id", "1614265331", signatures, body, Now).Should().BeFalse();
                body[at % body.Length] ^= (byte)(1 << bit);
                NotificationSignature.Verify(Secret, "id", "1614265330", signatures, body, Now).Should().BeFalse();
            },
            iter: 2000);
    }

    [Theory]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("not base64 at all, whatever one tries")]
    public void A_weak_or_broken_secret_is_the_callers_mistake(string secret)
    {
        FluentActions.Invoking(() => NotificationSignature.Verify(secret, "id", "1614265330", "v1,x", Body, Now))
            .Should().Throw<ArgumentException>().WithMessage("*24 to 64 bytes*");
    }

    private static bool Verify(string? signatures) =>
        NotificationSignature.Verify(Secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", signatures, Body, Now);
}
