using System.Text.Json;
using SqueezeFlow.Exchanges.Reading;

namespace SqueezeFlow.Exchanges.Adapters.Huobi;

/// <summary>The fields of an HTX message that is no push: heartbeats, acknowledgements, refusals. Missing: 0 or empty.</summary>
internal ref struct HuobiAnswer
{
    public ReadOnlySpan<byte> Operation;
    public ReadOnlySpan<byte> Topic;
    public ReadOnlySpan<byte> Status;
    public ReadOnlySpan<byte> Subscribed;
    public ReadOnlySpan<byte> ErrorCode;
    public ReadOnlySpan<byte> ErrorText;
    public long RequestId;
    public long PingUnixMs;
    public long UnixMs;

    /// <summary>Reads the property that the reader stands on, or skips it.</summary>
    public void ReadField(scoped ref Utf8JsonReader json)
    {
        if (json.NameIs("ping"u8))
        {
            PingUnixMs = json.ReadInt64();
        }
        else if (json.NameIs("id"u8))
        {
            RequestId = json.ReadInt64();
        }
        else if (json.NameIs("ts"u8))
        {
            UnixMs = json.ReadInt64();
        }
        else if (json.NameIs("status"u8))
        {
            Status = json.ReadText();
        }
        else if (json.NameIs("subbed"u8))
        {
            Subscribed = json.ReadText();
        }
        else if (json.NameIs("err-code"u8))
        {
            ErrorCode = json.ReadText();
        }
        else if (json.NameIs("err-msg"u8))
        {
            ErrorText = json.ReadText();
        }
        else if (json.NameIs("op"u8))
        {
            Operation = json.ReadText();
        }
        else if (json.NameIs("topic"u8))
        {
            Topic = json.ReadText();
        }
        else
        {
            json.Skip();
        }
    }
}
