using System.Text.Json;
using SyncKit.Connections;

namespace SyncKit.WooCommerce.Api;

/// <summary>Reads single settings of a store's connection.</summary>
internal static class StoreSettings
{
    /// <summary>Whether orders are read with their customers' roles. Settings that cannot be read want them: whoever asks the store then says what is wrong.</summary>
    public static bool WantsRoles(Connection connection)
    {
        try
        {
            return connection.Settings.As(WooCommerceSettingsJson.Default.WooCommerceSettings).CustomerRoles;
        }
        catch (JsonException)
        {
            return true;
        }
    }
}
