using System.Buffers;
using System.Text;

namespace SqueezeFlow.Storage.Spool.Records;

/// <summary>The bytes of one append, in memory that the next one uses again. For one caller.</summary>
/// <param name="mostPoints">Points of a record; longer batches become several, unless they are to stay whole.</param>
internal sealed class AppendBuffer(int mostPoints) : IDisposable
{
    // What a larger append took is given back after it.
    private const int MostKept = 4 << 20;

    private byte[] _bytes = [];

    /// <summary>Bytes in all.</summary>
    public long Length { get; private set; }

    /// <summary>Records in all.</summary>
    public int Records { get; private set; }

    /// <summary>Points in all.</summary>
    public long Points { get; private set; }

    /// <summary>All records, one behind the other.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, (int)Length);

    /// <summary>Bytes that batches take as records.</summary>
    public long Measure(IReadOnlyList<SpoolBatch> batches)
    {
        var bytes = 0L;
        for (var i = 0; i < batches.Count; i++)
        {
            bytes += batches[i].Lines.Length + (RecordsOf(batches[i]) * (RecordHeader.FixedBytes + (long)Encoding.UTF8.GetByteCount(batches[i].Policy)));
        }

        return bytes;
    }

    /// <summary>Takes batches in place of what it held.</summary>
    public void Fill(IReadOnlyList<SpoolBatch> batches, long nowUnixMs)
    {
        (Length, Records, Points) = (Measure(batches), 0, 0);
        for (var i = 0; i < batches.Count; i++)
        {
            Records += RecordsOf(batches[i]);
            Points += batches[i].Points;
        }

        Reserve(checked((int)Length));
        var (at, left) = (0, Records);
        for (var i = 0; i < batches.Count; i++)
        {
            at = Write(batches[i], nowUnixMs, at, ref left);
        }
    }

    /// <summary>Gives back memory that few appends need.</summary>
    public void Trim()
    {
        if (_bytes.Length > MostKept)
        {
            Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            (_bytes, Length) = ([], 0);
        }
    }

    private int RecordsOf(in SpoolBatch batch) => batch.IsWhole ? Math.Min(batch.Points, 1) : (int)((batch.Points + (long)mostPoints - 1) / mostPoints);

    private void Reserve(int bytes)
    {
        if (_bytes.Length < bytes)
        {
            var length = Length;
            Dispose();
            (_bytes, Length) = (ArrayPool<byte>.Shared.Rent(bytes), length);
        }
    }

    private int Write(in SpoolBatch batch, long nowUnixMs, int at, ref int recordsLeft)
    {
        Span<byte> room = stackalloc byte[byte.MaxValue];
        var policy = room[..Encoding.UTF8.GetBytes(batch.Policy, room)];
        var lines = batch.Lines.Span;
        var points = batch.Points;
        while (points > 0)
        {
            var taken = batch.IsWhole ? points : Math.Min(points, mostPoints);
            var length = taken == points ? lines.Length : BatchLines.LengthOf(lines, taken);
            var header = new RecordHeader(length, taken, batch.FirstUnixMs, batch.LastUnixMs, nowUnixMs, (byte)policy.Length, IsContinued: --recordsLeft > 0);
            header.Write(_bytes.AsSpan(at), policy, lines[..length]);
            lines = lines[length..];
            (at, points) = (at + (int)header.Bytes, points - taken);
        }

        return at;
    }
}
