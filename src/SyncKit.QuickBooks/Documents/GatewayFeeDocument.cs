using System.Text.Json;
using SyncKit.Faults;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Books the fee that a payment provider kept: as an expense, or by depositing what came in less the fee. Pure.</summary>
internal static class GatewayFeeDocument
{
    private const string Description = "Payment provider's fee";

    /// <summary>Whether the order has one of the two; a fee that cannot be booked counts, so that it is refused.</summary>
    public static string? KeyOf(Booking booking)
    {
        (decimal fee, Failure? refusal) = GatewayFees.Of(booking.Order, booking.Settings);
        return (fee <= 0 && refusal is null) || !booking.Standing.IsPaid ? null
            : booking.Settings.GatewayFees.Post == GatewayFee.Deposit ? DocumentKeys.Deposit
            : DocumentKeys.Fee;
    }

    public static Drafted Make(Booking booking)
    {
        (decimal fee, Failure? refusal) = GatewayFees.Of(booking.Order, booking.Settings);
        bool isDeposit = booking.Settings.GatewayFees.Post == GatewayFee.Deposit;
        (DocumentDate date, Failure? closed) =
            booking.Date(isDeposit ? DocumentKeys.Deposit : DocumentKeys.Fee, "The payment provider's fee", booking.PaidOn);
        decimal received = booking.Standing.Received;
        if ((refusal ?? (fee > received ? GatewayFees.TooLarge(fee, received) : closed)) is { } wrong)
        {
            return wrong;
        }

        return isDeposit
            ? booking.Draft(DocumentKeys.Deposit, DocumentKinds.Deposit, Deposit(booking, date, received, fee), received - fee)
            : booking.Draft(DocumentKeys.Fee, DocumentKinds.Purchase, Purchase(booking, date, fee), fee);
    }

    private static QuickBooksDocument Purchase(Booking booking, DocumentDate date, decimal fee) => DocumentJson.Write(json =>
    {
        json.Day("TxnDate", date.Day);
        json.WriteString("PaymentType", "Cash");
        json.Ref("AccountRef", booking.Id(booking.References.Payments.FeeSource));
        json.Ref("CurrencyRef", booking.Order.Currency);
        json.WriteString("PrivateNote", booking.Note(Marker.OfFee(booking.Record), date, withPayment: true));
        json.Member("PaymentRefNum", booking.PaymentNumber);
        json.WriteStartArray("Line");
        json.WriteStartObject();
        json.WriteString("DetailType", "AccountBasedExpenseLineDetail");
        json.Amount("Amount", fee);
        json.WriteString("Description", Description);
        json.WriteStartObject("AccountBasedExpenseLineDetail");
        json.Ref("AccountRef", booking.Id(booking.References.Payments.FeeAccount));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        NoTax(json, booking);
    });

    private static QuickBooksDocument Deposit(Booking booking, DocumentDate date, decimal received, decimal fee) => DocumentJson.Write(json =>
    {
        string source = booking.Standing.IsInvoice ? DocumentKeys.Payment : DocumentKeys.Sale;
        json.Day("TxnDate", date.Day);
        json.Ref("DepositToAccountRef", booking.Id(booking.References.Payments.FeeDepositAccount));
        json.Ref("CurrencyRef", booking.Order.Currency);
        json.WriteString("PrivateNote", booking.Note(Marker.OfDeposit(booking.Record), date, withPayment: true));
        json.WriteStartArray("Line");
        json.Link(
            received,
            booking.Standing.IsInvoice ? DocumentKinds.Payment : DocumentKinds.SalesReceipt,
            booking.Standing.Posted(source)?.DestinationId ?? string.Empty,
            byLine: true);
        json.WriteStartObject();
        json.WriteString("DetailType", "DepositLineDetail");
        json.Amount("Amount", -fee);
        json.WriteString("Description", Description);
        json.WriteStartObject("DepositLineDetail");
        json.Ref("AccountRef", booking.Id(booking.References.Payments.FeeAccount));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        NoTax(json, booking);
    });

    private static void NoTax(Utf8JsonWriter json, Booking booking) =>
        json.Member("GlobalTaxCalculation", booking.Company.IsUnitedStates ? string.Empty : "NotApplicable");
}
