using System.Numerics;

namespace SyncKit.QuickBooks.Tests.Posting;

/// <summary>An exact number, so that the oracle shares neither types nor rounding with what it judges.</summary>
internal readonly record struct Fraction(BigInteger Above, BigInteger Below)
{
    public static Fraction Zero { get; } = new(0, 1);

    public static Fraction Of(decimal number)
    {
        int scale = number.Scale;
        int[] bits = decimal.GetBits(number);
        BigInteger whole = ((BigInteger)(uint)bits[2] << 64) + ((BigInteger)(uint)bits[1] << 32) + (uint)bits[0];
        return new Fraction(number < 0 ? -whole : whole, BigInteger.Pow(10, scale));
    }

    public static Fraction operator +(Fraction left, Fraction right) => left.Below == right.Below
        ? left with { Above = left.Above + right.Above }
        : new((left.Above * right.Below) + (right.Above * left.Below), left.Below * right.Below);

    public static Fraction operator *(Fraction left, Fraction right) => new(left.Above * right.Above, left.Below * right.Below);

    public static Fraction operator /(Fraction left, Fraction right) => new(left.Above * right.Below, left.Below * right.Above);

    /// <summary>In cents, half a cent away from zero.</summary>
    public BigInteger ToCents()
    {
        BigInteger size = ((BigInteger.Abs(Above) * 200) + Below) / (2 * Below);
        return Above.Sign < 0 ? -size : size;
    }
}
