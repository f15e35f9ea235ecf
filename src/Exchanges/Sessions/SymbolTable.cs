using System.Buffers.Binary;
using System.Text;

namespace SqueezeFlow.Exchanges.Sessions;

/// <summary>Finds a market by the bytes of its name in a frame, without making a string. One thread.</summary>
internal sealed class SymbolTable
{
    private Entry[] _entries = new Entry[64];

    public int Count { get; private set; }

    public MarketSlot? Find(ReadOnlySpan<byte> name)
    {
        var entries = _entries;
        var mask = entries.Length - 1;
        for (var i = Hash(name) & mask; ; i = (i + 1) & mask)
        {
            ref readonly var entry = ref entries[i];
            if (entry.Name is null)
            {
                return null;
            }

            if (name.SequenceEqual(entry.Name))
            {
                return entry.Slot;
            }
        }
    }

    public void Add(string name, MarketSlot slot) => Add(Encoding.UTF8.GetBytes(name), slot);

    private void Add(byte[] name, MarketSlot slot)
    {
        if (Count * 2 >= _entries.Length)
        {
            Grow();
        }

        var mask = _entries.Length - 1;
        var i = Hash(name) & mask;
        while (_entries[i].Name is { } taken && !taken.AsSpan().SequenceEqual(name))
        {
            i = (i + 1) & mask;
        }

        Count += _entries[i].Name is null ? 1 : 0;
        _entries[i] = new(name, slot);
    }

    private void Grow()
    {
        var old = _entries;
        _entries = new Entry[old.Length * 2];
        Count = 0;
        foreach (var entry in old)
        {
            if (entry.Name is not null)
            {
                Add(entry.Name, entry.Slot);
            }
        }
    }

    // Names differ in their first or last eight bytes almost always, so these two loads and the length make the hash.
    private static int Hash(ReadOnlySpan<byte> name)
    {
        ulong first = 0, last = 0;
        if (name.Length >= 8)
        {
            first = BinaryPrimitives.ReadUInt64LittleEndian(name);
            last = BinaryPrimitives.ReadUInt64LittleEndian(name[^8..]);
        }
        else
        {
            foreach (var letter in name)
            {
                first = (first << 8) | letter;
            }
        }

        var mixed = ((first * 0x9E3779B97F4A7C15) ^ (last + (ulong)name.Length)) * 0xC2B2AE3D27D4EB4F;
        return (int)(mixed >> 33);
    }

    private readonly record struct Entry(byte[]? Name, MarketSlot Slot);
}
