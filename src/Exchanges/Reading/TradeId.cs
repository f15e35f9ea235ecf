namespace SqueezeFlow.Exchanges.Reading;

/// <summary>A venue's id of a trade as a number.</summary>
internal static class TradeId
{
    /// <summary>
    /// The id itself where it is a whole number above zero; else, for ids that are texts (GUIDs and the like), 63 bits of their FNV-1a hash:
    /// enough to tell the trades of a few minutes apart. 0 for an empty text.
    /// </summary>
    public static long Of(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return 0;
        }

        if (WholeNumber.TryRead(text, out var number) && number > 0)
        {
            return number;
        }

        var hash = 0xCBF29CE484222325;
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * 0x100000001B3;
        }

        return ((long)(hash ^ (hash >> 32)) & long.MaxValue) | 1;
    }
}
