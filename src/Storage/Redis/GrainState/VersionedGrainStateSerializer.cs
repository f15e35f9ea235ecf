using System.Text;
using System.Text.Json;
using Orleans.Storage;
using SqueezeFlow.Storage.Redis.Cluster;

namespace SqueezeFlow.Storage.Redis.GrainState;

/// <summary>
/// Puts the format's version around a state: <c>{"format":1,"state":{…}}</c>. Processes of two versions share one server while the cluster is upgraded: what is older
/// is read, a state without a version too, and what is newer is refused instead of being read in part.
/// </summary>
/// <param name="inner">State to JSON and back.</param>
internal sealed class VersionedGrainStateSerializer(IGrainStorageSerializer inner) : IGrainStorageSerializer
{
    /// <summary>Version that is written.</summary>
    public const int Format = ClusterRedis.Format;

    private static ReadOnlySpan<byte> FormatName => "format"u8;

    private static ReadOnlySpan<byte> StateName => "state"u8;

    /// <summary>A state with the version around it, of its JSON.</summary>
    public static string Wrap(string state) => Encoding.UTF8.GetString(Wrap(Encoding.UTF8.GetBytes(state)).ToMemory().Span);

    /// <summary>The JSON of a state without the version around it.</summary>
    /// <exception cref="InvalidDataException">A newer version wrote it.</exception>
    public static string Unwrap(string text) => Encoding.UTF8.GetString(StateOf<object>(Encoding.UTF8.GetBytes(text)).Span);

    /// <inheritdoc/>
    public BinaryData Serialize<T>(T? input) => Wrap(inner.Serialize(input).ToMemory().Span);

    private static BinaryData Wrap(ReadOnlySpan<byte> state)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteNumber(FormatName, Format);
            writer.WritePropertyName(StateName);
            writer.WriteRawValue(state, skipInputValidation: true);
            writer.WriteEndObject();
        }

        return BinaryData.FromBytes(stream.ToArray());
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">A newer version wrote it.</exception>
    public T Deserialize<T>(BinaryData input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return inner.Deserialize<T>(BinaryData.FromBytes(StateOf<T>(input.ToMemory())))!;
    }

    private static ReadOnlyMemory<byte> StateOf<T>(ReadOnlyMemory<byte> text)
    {
        var reader = new Utf8JsonReader(text.Span);
        if (!(reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(FormatName)))
        {
            return text;
        }

        reader.Read();
        var format = reader.GetInt32();
        if (format > Format)
        {
            throw new InvalidDataException(
                $"The stored {typeof(T).Name} was written by a newer version (format {format}, this one knows {Format}): start that version again, or name another Cluster:ServiceId");
        }

        reader.Read();
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return text[start..(int)reader.BytesConsumed];
    }
}
