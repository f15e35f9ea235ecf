namespace SqueezeFlow.Client.Transfer.Tables;

/// <summary>A column of a table that is written for other programs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Type of its values: <see cref="string"/>, <see cref="long"/>, <see cref="double"/>, <see cref="bool"/>, or <see cref="DateTime"/> in UTC.</param>
internal sealed record TableColumn(string Name, Type Type)
{
    /// <summary>A column of values of one type.</summary>
    public static TableColumn Of<T>(string name) => new(name, typeof(T));
}
