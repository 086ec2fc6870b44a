create table crate (id int primary key, label text not null);
