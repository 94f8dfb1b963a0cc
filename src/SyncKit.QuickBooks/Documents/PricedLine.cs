using System.Globalization;

namespace SyncKit.QuickBooks.Documents;

/// <summary>One line of a document.</summary>
/// <param name="ItemId">QuickBooks' id of the item.</param>
/// <param name="Description">What it is.</param>
/// <param name="Quantity">How many; 0 when it is not counted.</param>
/// <param name="Amount">The amount; not below zero.</param>
/// <param name="IsTaxed">Whether tax is charged on it.</param>
internal readonly record struct PricedLine(string ItemId, string Description, decimal Quantity, decimal Amount, bool IsTaxed)
{
    private const int PriceDecimals = 6;
    private const int QuantityDecimals = 5;

    /// <summary>
    /// The price of one, when quantity times price gives the amount whichever way QuickBooks rounds; it refuses a line in which it does not.
    /// </summary>
    public decimal? UnitPrice
    {
        get
        {
            if (Quantity <= 0 || decimal.Round(Quantity, QuantityDecimals) != Quantity)
            {
                return null;
            }

            decimal price = decimal.Round(Amount / Quantity, PriceDecimals);
            return Math.Abs((Quantity * price) - Amount) < 0.005m ? Cents.Short(price) : null;
        }
    }

    /// <summary>The description, which carries the quantity where the line cannot.</summary>
    public string FullDescription => Quantity > 0 && Quantity != 1 && UnitPrice is null
        ? Text.Line(string.Create(CultureInfo.InvariantCulture, $"{Text.Line(Description, 3900)} × {Cents.Short(Quantity)}"), 4000)
        : Text.Line(Description, 4000);
}
