using System.Globalization;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.EndToEnd.Tests.WholePath;

/// <summary>What happens to an order in the shop, step by step, under rules that make invoices of unpaid orders.</summary>
internal static class OrderLives
{
    /// <summary>Unpaid orders are invoices, paid ones invoices with their payment.</summary>
    public const string Rules = """
        ,"documents":[
          {"name":"open","statuses":["on-hold"],"post":"Invoice"},
          {"name":"paid","statuses":["processing","completed","refunded"],"post":"InvoiceAndPayment"}]
        """;

    /// <summary>As <see cref="Rules"/>, but an order that is first seen when it is paid is a sales receipt.</summary>
    public const string ReceiptRules = """
        ,"documents":[
          {"name":"open","statuses":["on-hold"],"post":"Invoice"},
          {"name":"paid","statuses":["processing","completed","refunded"],"post":"SalesReceipt"}]
        """;

    public static readonly StoreTaxRate Tax = new(7, "US-NY-TAX-1", "Tax", 8.875m);

    public static readonly string[] Posted = ["on-hold", "processing", "completed", "refunded"];

    /// <summary>Each life begins with an order on hold. Its name says what comes then.</summary>
    public static IReadOnlyDictionary<string, Action<SimulatedStore, long>[]> All { get; } = new Dictionary<string, Action<SimulatedStore, long>[]>(StringComparer.Ordinal)
    {
        ["paid, completed, refunded in part, refunded"] = [To("processing"), To("completed"), Back(10.00m), To("refunded")],
        ["refunded in part, paid, refunded"] = [Back(7.77m), To("processing"), To("refunded")],
        ["refunded in part twice, paid, completed"] = [Back(3.33m), Back(0.01m), To("processing"), To("completed")],
        ["paid, a fee added, refunded line by line"] = [To("processing"), AddFee, static (store, id) => store.RefundFully(id, "Returned")],
        ["cancelled, taken up again, paid"] = [To("cancelled"), To("on-hold"), To("processing")],
        ["paid, refunded in part, cancelled"] = [To("processing"), Back(5.00m), To("cancelled")],
        ["refunded in part, cancelled"] = [Back(5.00m), To("cancelled")],
        ["refunded in part twice, paid, cancelled"] = [Back(5.00m), Back(6.00m), To("processing"), To("cancelled")],
        ["cancelled"] = [To("cancelled")],
        ["refunded while unpaid"] = [To("refunded")],
    };

    public static WorldOptions World(Action<WorldOptions>? more = null)
    {
        WorldOptions options = new() { Books = Rules, Posted = Posted };
        more?.Invoke(options);
        return options;
    }

    /// <summary>An order on hold, with tax.</summary>
    public static long SellTaxed(this Merchant merchant, string status = "on-hold")
    {
        StoreOrder order = merchant.Order(3, status);
        order.TaxRates = [Tax];
        return merchant.Store.AddOrder(order);
    }

    public static Action<SimulatedStore, long> To(string status) => (store, id) => store.SetStatus(id, status);

    public static Action<SimulatedStore, long> Back(decimal amount) => (store, id) =>
        store.RefundAmount(id, amount, $"Back {amount.ToString(CultureInfo.InvariantCulture)}");


    private static void AddFee(SimulatedStore store, long id) =>
        store.UpdateOrder(id, static order => order.Fees.Add(new StoreFee { Name = "Gift wrapping", Total = 4.50m }));
}
