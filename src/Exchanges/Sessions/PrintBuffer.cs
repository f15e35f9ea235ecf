using System.Text;
using SqueezeFlow.Exchanges.Prints;

namespace SqueezeFlow.Exchanges.Sessions;

/// <summary>
/// The prints of the frame that is being read. They are handed on only when the whole frame has turned out well, so that half a message
/// never counts. Reused from frame to frame; one thread.
/// </summary>
public sealed class PrintBuffer
{
    private Row[] _rows = new Row[64];
    private int _count;

    internal PrintBuffer()
    {
    }

    /// <summary>Prints so far.</summary>
    public int Count => _count;

    /// <summary>Whether the venue's own text of an id is wanted beside its number.</summary>
    internal bool KeepsIdTexts { get; set; }

    /// <summary>Takes a print.</summary>
    /// <param name="slot">Its market; null when it is not followed, or not known before the end of the frame.</param>
    /// <param name="print">What the frame states.</param>
    /// <param name="idText">The venue's own text of the id, where it is no whole number.</param>
    public void Add(MarketSlot? slot, in Print print, ReadOnlySpan<byte> idText = default)
    {
        if (_count == _rows.Length)
        {
            Array.Resize(ref _rows, _count * 2);
        }

        _rows[_count++] = new(slot, print, KeepsIdTexts && !idText.IsEmpty ? Encoding.UTF8.GetString(idText) : null);
    }

    /// <summary>The market of every print, where the frame names it once for all.</summary>
    public void Assign(MarketSlot? slot)
    {
        foreach (ref var row in _rows.AsSpan(0, _count))
        {
            row = row with { Slot = slot };
        }
    }

    /// <summary>The market of every print, and by it an id for each: the id so far, which is not unique or missing, becomes a part of it.</summary>
    public void AssignWithKeys(MarketSlot? slot)
    {
        foreach (ref var row in _rows.AsSpan(0, _count))
        {
            var print = row.Print;
            row = row with
            {
                Slot = slot,
                Print = slot is null ? print : print with { Id = slot.Keys.Next(print.UnixMs, print.Price, print.RawSize, print.Side, print.Id) },
            };
        }
    }

    /// <summary>Turns the order round, where the venue lists the newest first.</summary>
    public void Reverse() => _rows.AsSpan(0, _count).Reverse();

    /// <summary>Puts prints into the order of their ids, where the venue lists them in any order.</summary>
    public void SortById() => _rows.AsSpan(0, _count).Sort(static (left, right) => left.Print.Id.CompareTo(right.Print.Id));

    /// <summary>The print at a place, to be completed at the end of the frame.</summary>
    public Print this[int index]
    {
        get => _rows.AsSpan(0, _count)[index].Print;
        set => _rows.AsSpan(0, _count)[index].Print = value;
    }

    /// <summary>Forgets all prints.</summary>
    public void Clear()
    {
        // Slots are held by the session anyway; the array must not be cleared per frame.
        _count = 0;
    }

    internal ReadOnlySpan<Row> Rows => _rows.AsSpan(0, _count);

    internal record struct Row(MarketSlot? Slot, Print Print, string? IdText);
}
