using System.Buffers;
using System.Text;

namespace SqueezeFlow.Storage.Spool.Records;

/// <summary>Neighbouring records of one policy as one batch, in memory that is used again.</summary>
/// <param name="mostPoints">Points up to which they are taken together.</param>
internal sealed class BatchMerge(int mostPoints)
{
    private readonly ArrayBufferWriter<byte> _lines = new();
    private byte[] _policyBytes = [];
    private string _policy = "";
    private int _points;
    private long _first;
    private long _last;

    /// <summary>How many records it holds.</summary>
    public int Records { get; private set; }

    /// <summary>Wall time at which the first of them was appended.</summary>
    public long AppendedUnixMs { get; private set; }

    /// <summary>What it holds, until it is changed.</summary>
    public SpoolBatch Batch => new(_policy, _lines.WrittenMemory, _points, _first, _last);

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        _lines.ResetWrittenCount();
        (Records, _points, _first, _last) = (0, 0, long.MaxValue, long.MinValue);
    }

    /// <summary>Whether a record may follow those that it holds.</summary>
    public bool Fits(in RecordHeader header, ReadOnlySpan<byte> policy) =>
        Records == 0 || (_points + (long)header.Points <= mostPoints && policy.SequenceEqual(_policyBytes));

    /// <summary>Room for the lines of the next record; nothing is added yet.</summary>
    public Span<byte> RoomFor(int lineBytes) => _lines.GetSpan(lineBytes)[..lineBytes];

    /// <summary>Adds the record whose lines are in the room.</summary>
    public void Add(in RecordHeader header, ReadOnlySpan<byte> policy)
    {
        if (Records == 0)
        {
            Begin(header, policy);
        }

        _lines.Advance(header.LineBytes);
        _points += header.Points;
        (_first, _last) = (Math.Min(_first, header.FirstUnixMs), Math.Max(_last, header.LastUnixMs));
        Records++;
    }

    private void Begin(in RecordHeader header, ReadOnlySpan<byte> policy)
    {
        AppendedUnixMs = header.AppendedUnixMs;
        if (!policy.SequenceEqual(_policyBytes))
        {
            (_policyBytes, _policy) = (policy.ToArray(), Encoding.UTF8.GetString(policy));
        }
    }
}
