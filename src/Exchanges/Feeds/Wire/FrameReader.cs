namespace SqueezeFlow.Exchanges.Feeds.Wire;

/// <summary>
/// The client's reading side of RFC 6455. Bytes are received straight into its buffer and messages are handed out in place; only
/// fragmented messages are copied. Its memory is bounded by the longest message. One thread.
/// </summary>
internal sealed class FrameReader(int longestMessage)
{
    private const int LongestHead = 10;
    private const int LongestControl = 125;
    private const int LeastFree = 16 * 1024;

    private byte[] _buffer = new byte[64 * 1024];
    private byte[] _fragments = [];
    private int _start;
    private int _end;
    private int _fragmentsLength;
    private long _toSkip;
    private bool _isInMessage;
    private bool _isOversize;
    private bool _skipEndsMessage;

    /// <summary>Where the next bytes are to be received.</summary>
    public Memory<byte> GetFreeSpace()
    {
        if (_start == _end)
        {
            (_start, _end) = (0, 0);
        }

        if (_buffer.Length - _end < LeastFree)
        {
            MakeRoom();
        }

        return _buffer.AsMemory(_end);
    }

    /// <summary>Says how many bytes were received there.</summary>
    public void Advance(int received) => _end += received;

    /// <summary>Takes the next event off the buffer; a payload is valid until space is asked for again.</summary>
    public WireEvent Next(out ReadOnlySpan<byte> payload)
    {
        payload = default;
        while (true)
        {
            if (_toSkip > 0 && !TrySkip())
            {
                return WireEvent.NeedMore;
            }

            if (_skipEndsMessage)
            {
                EndMessage();
                return WireEvent.Oversize;
            }

            var bytes = _buffer.AsSpan(_start, _end - _start);
            if (!FrameHead.TryRead(bytes, out var head))
            {
                return WireEvent.NeedMore;
            }

            if (IsViolation(head))
            {
                return WireEvent.Violation;
            }

            if (!head.IsControl && (_isOversize || head.Length > longestMessage - _fragmentsLength))
            {
                SkipFrame(head);
            }
            else if (bytes.Length - head.Size < head.Length)
            {
                return WireEvent.NeedMore;
            }
            else if (TryTake(head, bytes, out payload))
            {
                return head.IsControl ? head.ControlEvent : WireEvent.Message;
            }
        }
    }

    private bool IsViolation(in FrameHead head) =>
        head.IsInvalid || (head.IsControl ? !head.IsFinal || head.Length > LongestControl : head.IsContinuation != _isInMessage);

    private bool TryTake(FrameHead head, ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> payload)
    {
        payload = bytes.Slice(head.Size, (int)head.Length);
        _start += head.Size + (int)head.Length;
        return head.IsControl || TryComplete(head, ref payload);
    }

    private bool TryComplete(in FrameHead head, ref ReadOnlySpan<byte> payload)
    {
        if (head.IsFinal && !_isInMessage)
        {
            return true;
        }

        _isInMessage = true;
        if (_fragments.Length - _fragmentsLength < payload.Length)
        {
            Array.Resize(ref _fragments, Math.Max(_fragments.Length * 2, _fragmentsLength + payload.Length));
        }

        payload.CopyTo(_fragments.AsSpan(_fragmentsLength));
        _fragmentsLength += payload.Length;
        payload = _fragments.AsSpan(0, _fragmentsLength);
        if (head.IsFinal)
        {
            EndMessage();
        }

        return head.IsFinal;
    }

    private void SkipFrame(in FrameHead head)
    {
        _start += head.Size;
        _toSkip = head.Length;
        (_isOversize, _isInMessage, _skipEndsMessage) = (true, true, head.IsFinal);
    }

    private bool TrySkip()
    {
        var skipped = (int)Math.Min(_toSkip, _end - _start);
        _start += skipped;
        _toSkip -= skipped;
        return _toSkip == 0;
    }

    private void EndMessage()
    {
        (_isInMessage, _isOversize, _skipEndsMessage) = (false, false, false);
        _fragmentsLength = 0;
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_buffer.Length - _end < LeastFree)
        {
            var most = longestMessage + LongestHead + LeastFree;
            Array.Resize(ref _buffer, (int)Math.Min(Math.Max(_buffer.Length * 2L, _end + LeastFree), Math.Max(most, _end + LeastFree)));
        }
    }
}
