using System.Globalization;

namespace SyncKit.Testing.WooCommerce;

/// <summary>Ids as WordPress gives them: one rising sequence with gaps for orders, refunds and products, others for items and meta entries.</summary>
internal sealed class IdSequence(Random random)
{
    private const string KeyLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private long post = 10;
    private long item;
    private long meta;
    private long user = 1;

    public long NextPost() => post += random.Next(1, 4);

    public long NextItem() => ++item;

    public long NextMeta() => ++meta;

    public long NextUser() => ++user;

    public IdsSnapshot Save() => new(post, item, meta, user);

    public void Load(IdsSnapshot saved) => (post, item, meta, user) = saved;

    public void Reserve(long id) => post = Math.Max(post, id);

    public string NextOrderKey() =>
        string.Create(CultureInfo.InvariantCulture, $"wc_order_{new string(random.GetItems<char>(KeyLetters, 13))}");
}
