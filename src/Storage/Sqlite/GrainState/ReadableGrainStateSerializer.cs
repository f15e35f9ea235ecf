using System.Text.Json;
using Orleans.Storage;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Sqlite.GrainState;

/// <summary>Grain state as JSON without type names: public properties, enums by name, NaN allowed.</summary>
internal sealed class ReadableGrainStateSerializer : IGrainStorageSerializer
{
    /// <inheritdoc/>
    public BinaryData Serialize<T>(T? input) => BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(input, JsonText.Options));

    /// <inheritdoc/>
    public T Deserialize<T>(BinaryData input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return JsonSerializer.Deserialize<T>(input.ToMemory().Span, JsonText.Options)
            ?? throw new InvalidDataException($"The stored state is null; expected a {typeof(T).Name}.");
    }
}
